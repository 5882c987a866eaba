// Loaded into every program the launcher runs: when the launcher goes away without a word, so do
// they, rather than keep its ports.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
