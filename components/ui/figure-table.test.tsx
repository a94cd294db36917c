// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { FigureTable } from './figure-table';

const steps = [
  { id: 'a', text: 'FROM python:3.13-slim', bytes: 5 },
  { id: 'b', text: 'RUN pip install flask', bytes: 7 },
];

afterEach(cleanup);

describe('a table of figures', () => {
  it('is named, and its rows by the column that names them', () => {
    render(
      <FigureTable
        caption="Bytes by step"
        rows={steps}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Step', kind: 'code', names: true, cell: ({ text }) => text },
          { head: 'Bytes', kind: 'figure', cell: ({ bytes }) => bytes },
        ]}
      />,
    );
    const table = within(screen.getByRole('table', { name: 'Bytes by step' }));
    expect(table.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['Step', 'Bytes']);
    const row = table.getByRole('rowheader', { name: 'RUN pip install flask' });
    // What is cut to its room can be read whole.
    expect(row.title).toBe('RUN pip install flask');
    expect(row.nextElementSibling?.textContent).toBe('7');
  });
});
