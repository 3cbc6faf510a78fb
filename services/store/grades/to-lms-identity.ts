import type { LmsIdentity } from '../../domain/courses/lms-identity.ts';

type Columns = Record<
  'canvas_id' | 'sis_user_id' | 'sis_login_id' | 'section' | 'email' | 'id_number',
  string | null
>;

export function toLmsIdentity(row: Columns): LmsIdentity {
  return {
    ...(row.canvas_id !== null && { canvasId: row.canvas_id }),
    ...(row.sis_user_id !== null && { sisUserId: row.sis_user_id }),
    ...(row.sis_login_id !== null && { sisLoginId: row.sis_login_id }),
    ...(row.section !== null && { section: row.section }),
    ...(row.email !== null && { email: row.email }),
    ...(row.id_number !== null && { idNumber: row.id_number }),
  };
}
