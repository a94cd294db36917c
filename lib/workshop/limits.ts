/** Bounds of everything that a room holds or takes in. Counts unless the name says otherwise. */
export const roomLimits = {
  /** Length of a room code. */
  code: 6,
  /** Graphemes of a display name. */
  name: 40,
  /** UTF-16 units. */
  title: 120,
  message: 500,
  note: 140,
  question: 300,
  option: 120,
  /** Options of one poll. */
  options: 8,
  minutesOfTimer: 8 * 60,
  lessons: 80,
  goalsPerLesson: 40,
  /** UTF-8 bytes of one file. */
  fileBytes: 65_536,
  filesPerSave: 16,
  /** Files that one seat keeps over all lessons. */
  filesPerSeat: 128,
  /** UTF-8 bytes that one seat keeps over all lessons. */
  bytesPerSeat: 262_144,
  /** UTF-8 bytes that all seats of a room keep together: bounds the memory of a room. */
  bytesPerRoom: 64_000_000,
  path: 512,
  seats: 2_000,
  hosts: 12,
  invites: 12,
  /** The newest are kept. */
  messages: 50,
  polls: 30,
  leaderboard: 20,
  /** UTF-8 bytes of one request's body. */
  bodyBytes: 400_000,
  /** A code for another device is good for so long. */
  moveCodeMilliseconds: 5 * 60_000,
  /** A link that invites another host is good for so long. */
  inviteMilliseconds: 24 * 60 * 60_000,
  /** A room is deleted so long after its last event. */
  expiryMilliseconds: 7 * 24 * 60 * 60_000,
} as const;
