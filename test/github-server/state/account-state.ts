export type AccountState = {
  id: number;
  login: string;
  name: string;
  type: 'User' | 'Organization' | 'Bot';
  createdAt: number;
  isDeleted?: boolean;
};
