import type { ComponentChildren } from 'preact';

/** A control with its name above and, where needed, a sentence of help below. */
export function Field({
  label,
  help,
  children,
}: {
  label: string;
  help?: string;
  children: ComponentChildren;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
      {help && <span class="help">{help}</span>}
    </label>
  );
}
