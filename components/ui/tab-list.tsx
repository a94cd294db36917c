import type { KeyboardEvent, ReactNode, Ref } from 'react';

interface TabListProps<Name extends string> {
  readonly ref?: Ref<HTMLDivElement>;
  readonly label: string;
  readonly names: readonly Name[];
  readonly active: Name;
  readonly onOpen: (name: Name) => void;
  readonly idOf: (name: Name) => string;
  /** Id of the panel that a tab shows. */
  readonly panelOf: (name: Name) => string;
  readonly className: string;
  readonly tabClassName: (selected: boolean) => string;
  readonly children: (name: Name) => ReactNode;
}

/** Tabs that open as they are reached: arrow keys, Home and End move between them, Tab goes on to the panel. */
export function TabList<Name extends string>({
  ref,
  label,
  names,
  active,
  onOpen,
  idOf,
  panelOf,
  className,
  tabClassName,
  children,
}: TabListProps<Name>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = neighbour(event.key, names.indexOf(active), names.length);
    const name = index === null ? undefined : names[index];
    if (name === undefined) return;
    event.preventDefault();
    onOpen(name);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[index ?? 0]?.focus();
  };
  return (
    <div ref={ref} role="tablist" aria-label={label} onKeyDown={move} className={className}>
      {names.map((name) => {
        const selected = name === active;
        return (
          <button
            key={name}
            type="button"
            role="tab"
            id={idOf(name)}
            aria-selected={selected}
            aria-controls={panelOf(name)}
            tabIndex={selected ? 0 : -1}
            onClick={() => onOpen(name)}
            className={tabClassName(selected)}
          >
            {children(name)}
          </button>
        );
      })}
    </div>
  );
}

function neighbour(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
