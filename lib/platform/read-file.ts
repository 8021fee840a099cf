import type { Host } from '@/lib/state/host'
import type { FileReport, FileRequest } from './file-worker'

/** Reads a file in a worker. Ending the worker is the only way to stop it at once. */
export const readFile: Host['readFile'] = (file, known, { onProgress, signal }) =>
  new Promise((resolve, reject) => {
    const worker = new Worker('/file-reader.js')
    const end = () => {
      worker.terminate()
      signal.removeEventListener('abort', stop)
    }
    const stop = () => {
      end()
      reject(new Error('The file is no longer read'))
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)
    worker.addEventListener('message', ({ data }: MessageEvent<FileReport>) => {
      if ('progress' in data) return onProgress(data.progress)
      end()
      resolve(data.content)
    })
    worker.addEventListener('error', () => {
      end()
      reject(new Error('The file cannot be read'))
    })
    worker.postMessage({ file, known } satisfies FileRequest)
  })
