import { measureVerification } from './bench/verification.ts'
for (let i=0;i<4;i++){const f=await measureVerification(); console.log(f.ratio.toFixed(3),f.low.toFixed(3),f.high.toFixed(3))}
process.exit(0)
