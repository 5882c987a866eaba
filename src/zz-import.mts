import fs from 'node:fs'; import path from 'node:path';
const [kind,n,target]=process.argv.slice(2);
const { importBooks } = await import('./catalog/seed/import-books.js');
const { demoSource } = await import('./catalog/seed/demo/demo-source.js');
const { ProblemReport } = await import('./catalog/seed/problem-report.js');
const dir='/tmp/c-sqlite';fs.mkdirSync(dir,{recursive:true});
let database:any;
if(kind==='sqlite'){const file=`${dir}/imp-${n}.db`;fs.rmSync(file,{force:true});const Sqlite=(await import('better-sqlite3')).default;const db=new Sqlite(file);
 for(const d of fs.readdirSync('/tmp/wt/c/prisma/migrations').sort())if(!d.includes('.'))db.exec(fs.readFileSync('/tmp/wt/c/prisma/migrations/'+d+'/migration.sql','utf8'));db.close();database={kind,path:file};}
else database={kind:'postgresql',url:fs.readFileSync('/tmp/c-pg.log','utf8').split(' ')[0]+'/'+target};
for(const round of [1,2]){
let t=performance.now();const phases:any={};let phase='';
const progress={start:(p:string)=>{phase=p;t=performance.now()},advance(){},end:()=>{phases[phase]=Math.round(performance.now()-t)}};
const all=performance.now();const cpu=process.cpuUsage();
const r=await importBooks({sources:[demoSource(Number(n),'usd')],currency:'usd',database,dataDirectory:dir,report:new ProblemReport(dir+'/p.csv'),progress} as never);
const c=process.cpuUsage(cpu);
console.log(kind,n,'round',round,JSON.stringify({total:Math.round(performance.now()-all),...phases,cpu:Math.round((c.user+c.system)/1000),rss:Math.round(process.memoryUsage().rss/1e6),added:r.added,unchanged:r.unchanged}));
}
