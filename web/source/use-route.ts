import { useEffect, useState } from 'preact/hooks';
import { readRoute, type Route } from './route.ts';

/** The place in the address bar, whenever it changes. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);

  useEffect(() => {
    const follow = () => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  return readRoute(hash);
}
