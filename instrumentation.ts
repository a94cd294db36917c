/** Runs once when the server starts. What needs Node lies in a file of its own, which other runtimes never load. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { watchConnections, stopGracefully } = await import('./instrumentation-node');
    watchConnections();
    stopGracefully();
  }
}
