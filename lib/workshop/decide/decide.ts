import type { Command, HostCommand, SeatCommand } from '../commands';
import { rights } from '../permissions';
import type { Viewer } from '../protocol';
import { refuse } from '../refusals';
import type { RoomState } from '../state';
import type { Decision, DecisionContext } from './decision';
import { decideForHost } from './host';
import { decideForSeat } from './seat';

const isForSeat = (command: Command): command is SeatCommand => rights[command.kind] === 'seat';
const isForHost = (command: Command): command is HostCommand => rights[command.kind] !== 'seat';

/**
 * What a command of a host or participant comes to. Pure: looks at the room as it is and says which events follow, or why none
 * do. Whether somebody may give the command is decided here and nowhere else.
 */
export function decide(state: RoomState, actor: Viewer, command: Command, context: DecisionContext): Decision {
  if (state.ended) return refuse('room-ended');
  if (actor.kind === 'host') {
    const host = state.hosts[actor.id];
    if (host === undefined || !isForHost(command)) return refuse('not-allowed');
    if (rights[command.kind] === 'holder' && state.holder !== host.id) return refuse('needs-controls');
    return decideForHost(state, host, command, context);
  }
  const seat = state.seats[actor.id];
  if (seat === undefined || !isForSeat(command)) return refuse('not-allowed');
  if (seat.status === 'banned' || seat.status === 'removed') return refuse(seat.status);
  if (seat.status === 'left') return refuse('not-signed-in');
  return decideForSeat(state, seat, command, context);
}
