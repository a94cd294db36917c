/** A track's folder as a title: `queue-consumer` is `Queue consumer`. */
export function nameOfTrack(track: string): string {
  const words = track.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
