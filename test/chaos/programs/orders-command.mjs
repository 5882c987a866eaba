// `npm run orders -- …` of the build named first.
import path from 'node:path';

const [build, ...args] = process.argv.slice(2);
const { loadEnv } = await import(path.join(build, 'config/load-env.js'));
const { run } = await import(path.join(build, 'admin/run.js'));
process.exitCode = await run(args, loadEnv(build));
