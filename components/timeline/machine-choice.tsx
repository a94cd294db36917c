'use client';

import { type FormEvent, useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useWorkbench } from '@/components/workbench/store';
import type { MachineProfile } from '@/lib/analyzer';

/** The profile in the units that people know: megabits and megabytes per second, and times the recordings' processor. */
interface MachineFields {
  readonly download: string;
  readonly disk: string;
  readonly processor: string;
}

const bytesPerMegabit = 125_000;
const bytesPerMegabyte = 1_000_000;

function writeFields({ download, disk, processor }: MachineProfile): MachineFields {
  const short = (value: number) => String(Number(value.toPrecision(3)));
  return {
    download: short(download / bytesPerMegabit),
    disk: short(disk / bytesPerMegabyte),
    processor: short(processor),
  };
}

const bounds = {
  download: { least: 0.1, most: 100_000 },
  disk: { least: 1, most: 50_000 },
  processor: { least: 0.1, most: 20 },
} as const;

/** The machine that the fields describe; the name of the first field that cannot be read. */
function readFields(fields: MachineFields): MachineProfile | keyof MachineFields {
  const read = (name: keyof MachineFields) => {
    const value = Number(fields[name].replace(',', '.'));
    return value >= bounds[name].least && value <= bounds[name].most ? value : null;
  };
  const [download, disk, processor] = [read('download'), read('disk'), read('processor')];
  if (download === null) return 'download';
  if (disk === null) return 'disk';
  if (processor === null) return 'processor';
  return {
    name: 'Your machine',
    download: download * bytesPerMegabit,
    disk: disk * bytesPerMegabyte,
    processor,
  };
}

/** What durations are relative to: the machine of the recordings, or one that the reader describes. */
export function MachineChoice() {
  const machine = useWorkbench((state) => state.machine);
  const setMachine = useWorkbench((state) => state.setMachine);
  const readRecorded = useWorkbench((state) => state.recordedMachine);
  const [recorded, setRecorded] = useState<MachineProfile | null>(null);
  const [fields, setFields] = useState<MachineFields | null>(machine && writeFields(machine));
  const [wrong, setWrong] = useState<keyof MachineFields | null>(null);

  useEffect(() => {
    let here = true;
    readRecorded().then((found) => {
      if (here && found !== null) setRecorded(found);
    });
    return () => {
      here = false;
    };
  }, [readRecorded]);

  const shown = fields ?? machine ?? recorded ?? null;
  const values = shown === null ? null : 'name' in shown ? writeFields(shown) : shown;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values === null) return;
    const read = readFields(values);
    setWrong(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') setMachine(read);
  };
  const reset = () => {
    setFields(null);
    setWrong(null);
    setMachine(null);
  };
  return (
    <details className="mt-4 border-t pt-3 text-sm">
      <summary className="min-h-6 py-1 hover:text-accent">
        Told for {machine === null ? 'the machine of the recorded builds' : 'your machine'}
      </summary>
      {values && (
        <form className="mt-2 flex flex-wrap items-end gap-x-4 gap-y-3" onSubmit={submit} noValidate>
          <NumberField
            label="Download, Mbit/s"
            value={values.download}
            wrong={wrong === 'download' ? sentenceOf('download') : null}
            onChange={(download) => setFields({ ...values, download })}
          />
          <NumberField
            label="Disk, MB/s"
            value={values.disk}
            wrong={wrong === 'disk' ? sentenceOf('disk') : null}
            onChange={(disk) => setFields({ ...values, disk })}
          />
          <NumberField
            label="Processor, times the recordings’"
            value={values.processor}
            wrong={wrong === 'processor' ? sentenceOf('processor') : null}
            onChange={(processor) => setFields({ ...values, processor })}
          />
          <Button size="small" type="submit">
            Use this machine
          </Button>
          {machine !== null && (
            <Button size="small" variant="quiet" onClick={reset}>
              Back to the recordings’
            </Button>
          )}
        </form>
      )}
      <p className="mt-2 text-muted text-xs">
        The rates were read off recorded builds. A figure for your machine is a rough one: compare builds with each
        other rather than with a stopwatch. Your choice stays in this browser.
      </p>
    </details>
  );
}

function sentenceOf(name: keyof MachineFields): string {
  const { least, most } = bounds[name];
  return `Give a number from ${least} to ${most.toLocaleString('en')}.`;
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly wrong: string | null;
  readonly onChange: (value: string) => void;
}

function NumberField({ label, value, wrong, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id} className="block text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        className={`figures mt-1 h-9 w-32 rounded-sm border bg-surface px-2 text-sm pointer-coarse:h-11 ${wrong ? 'border-failure' : 'border-line-strong'}`}
        value={value}
        aria-invalid={wrong !== null}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className="mt-1 block text-failure text-xs">
          {wrong}
        </span>
      )}
    </p>
  );
}
