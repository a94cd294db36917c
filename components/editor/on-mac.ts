/** Whether the keyboard is Apple's. */
export function onMac(): boolean {
  return /Mac|iPad|iPhone/.test(navigator.platform);
}
