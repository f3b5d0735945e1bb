// The app's other thread, both sides of it in one file. On the page it keeps one worker ready and
// hands it jobs, one at a time; in the worker it runs the same wasm and does them. What is loaded
// here is loaded with the page: the worker takes both files from the browser's store.

const START_MS = 10_000; // so long a worker may take until it is ready; then the page works without
const MEMORY_BYTES = 64 * 2 ** 20; // a worker that needed more goes: what it holds it never gives back

if (typeof document === "undefined") {
  self.onmessage = async ({ data: { module, bindings } }) => {
    const app = await import(bindings);
    const { memory } = await app.default({ module_or_path: module });
    self.onmessage = ({ data: { job, parts } }) => {
      const output = self.desirePathWork(job, parts, (share) => postMessage({ share }));
      postMessage({ output, bytes: memory.buffer.byteLength }, output.map((part) => part.buffer));
    };
    postMessage({ ready: true });
  };
} else {
  let hire = () => Promise.resolve(null);
  let hired = hire(); // the worker that is ready or getting ready; null where there can be none
  let doing = null; // the task under way
  const waiting = [];

  const start = (module, bindings) => new Promise((resolve) => {
    const none = () => resolve(null);
    try {
      const worker = new Worker(import.meta.url, { type: "module", name: "desire-path" });
      worker.onerror = none;
      worker.onmessage = () => resolve(worker);
      worker.postMessage({ module, bindings });
      setTimeout(none, START_MS);
    } catch {
      none(); // a frame without the right to one
    }
  });

  const next = async () => {
    if (doing || !waiting.length) return;
    const task = doing = waiting.shift();
    const worker = await hired;
    if (doing !== task) return; // ended meanwhile
    if (!worker) return end(task, "none");
    task.worker = worker;
    task.timer = setTimeout(end, task.limit, task, "late");
    worker.onmessage = ({ data }) => "share" in data ? task.hear(data.share) : end(task, data.output, data.bytes > MEMORY_BYTES);
    worker.onerror = (event) => {
      event.preventDefault();
      end(task, "failed");
    };
    worker.postMessage({ job: task.job, parts: task.parts }, task.parts.map((part) => part.buffer));
  };

  // A worker can't be interrupted: one whose work is no longer wanted goes, and another comes.
  const end = (task, result, grown = typeof result === "string") => {
    clearTimeout(task.timer);
    const at = waiting.indexOf(task);
    if (at >= 0) waiting.splice(at, 1);
    if (doing === task) {
      doing = null;
      if (task.worker && grown) {
        task.worker.terminate();
        hired = hire();
      }
    }
    task.resolve(result);
    next();
  };

  window.desirePathWorker = Object.freeze({
    /// Starts the first worker; resolves to whether there is one.
    ready(module, bindings) {
      hire = () => start(module, bindings);
      return (hired = hire()).then(Boolean);
    },
    /// Does a job; the parts are gone from here then. Resolves to its output, or to the word
    /// "none" (no worker: the parts are still here), "late", "failed" or "ended".
    run: (ticket, job, parts, limit, hear) => new Promise((resolve) => {
      waiting.push({ ticket, job, parts, limit, hear, resolve });
      next();
    }),
    /// Ends a task of this ticket.
    end(ticket) {
      const task = [doing, ...waiting].find((task) => task?.ticket === ticket);
      if (task) end(task, "ended");
    },
  });
}
