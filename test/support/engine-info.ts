/** What `docker info` says of a usable engine. */
export const ENGINE_INFO = JSON.stringify({
  ServerVersion: '28.0.0',
  CgroupVersion: '2',
  OSType: 'linux',
  NCPU: 4,
  MemTotal: 8_000_000_000,
  SecurityOptions: null,
});
