export type Command = 'regrade' | 'help';
