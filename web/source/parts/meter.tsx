/** A share from 0 to 1 as a short bar beside the number that says the same. */
export function Meter({ share }: { share: number }) {
  const width = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return (
    <span class="meter" aria-hidden="true">
      <i style={{ width }} />
    </span>
  );
}
