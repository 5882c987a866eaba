// Loaded into every program that the launcher starts: ends it when the launcher is killed.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
