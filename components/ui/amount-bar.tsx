/** A recorded amount as a solid mark, to the scale of its table; an upper bound is open at its end. */
export function AmountBar({
  amount,
  scale,
  offset = 0,
  open = false,
}: {
  readonly amount: number;
  /** The amount that fills the width. */
  readonly scale: number;
  /** Where the bar begins, in the same unit. */
  readonly offset?: number;
  readonly open?: boolean;
}) {
  const percent = (value: number) => `${Math.round((value / scale) * 10_000) / 100}%`;
  return (
    <span aria-hidden="true" className="block h-4 w-full border-b">
      <span
        className={`block h-full min-w-px forced-color-adjust-none ${open ? 'border border-ink-soft border-dashed' : 'bg-ink-soft'}`}
        style={{ width: percent(amount), marginLeft: percent(offset) }}
      />
    </span>
  );
}
