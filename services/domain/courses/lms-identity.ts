/** How a learning management system knows a learner; what is absent it does not. */
export interface LmsIdentity {
  /** Canvas' own number of the user: the column `ID` of its gradebook. */
  canvasId?: string;
  sisUserId?: string;
  sisLoginId?: string;
  /** Of the Canvas course. */
  section?: string;
  /** As Moodle knows it; its import tells small letters from capitals. */
  email?: string;
  /** Moodle's ID number. */
  idNumber?: string;
}
