/** Time zone data of most Linux machines; Saiten mounts it into nodes, whose images need not have any. */
export const ZONEINFO_FOLDER = '/usr/share/zoneinfo';
