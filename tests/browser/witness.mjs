// Records what a page must never do: errors, violations of its policy, requests once it is loaded.

// Chromium says this of every signed preload of a wasm file; boot.js checks the signature itself.
const KNOWN = /The `integrity` attribute is currently ignored for preload destinations/;

// A worker that was ended, or needed much memory, is replaced by another, which loads its own two files
// again: these two, and only from where this browser context had them while a page was loading.
const OF_A_WORKER = /\/(worker|desire-path)-[0-9a-f]+\.js$/;

export class Witness {
  constructor(allow = [], leaves = false) {
    this.allow = [...allow, KNOWN];
    this.leaves = leaves;
    this.seen = [];
    this.requests = [];
    this.settled = new WeakSet();
    this.again = 0; // requests of a worker that replaces another
  }

  /// Watches every page of a context, from before its first line of script.
  async attend(context, address) {
    this.address = address;
    this.had = new Set(); // what this context asked for while a page of it was loading
    await context.exposeBinding("__violated", (_source, line) => this.note("policy", line));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        window.__violated(`${event.effectiveDirective} refused ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`));
    });
    context.on("request", (request) => this.requested(request));
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.note(`console ${message.type()}`, message.text());
    });
    context.on("weberror", (event) => this.note("uncaught", event.error().stack ?? String(event.error())));
    context.on("dialog", (dialog) => {
      if (this.leaves && dialog.type() === "beforeunload") return void dialog.accept().catch(() => {});
      this.note("dialog", dialog.message());
      dialog.dismiss().catch(() => {});
    });
  }

  requested(request) {
    const url = request.url();
    if (!/^(https?|wss?):/.test(url)) return;
    this.requests.push(url);
    let page = null;
    try {
      page = request.frame().page();
    } catch {
      // A worker's request belongs to no frame, and to no load either.
    }
    if (!url.startsWith(this.address)) this.note("foreign request", url);
    else if (page && request.isNavigationRequest()) this.settled.delete(page);
    else if (page && !this.settled.has(page)) this.had.add(url);
    else if (OF_A_WORKER.test(url) && this.had.has(url)) this.again += 1;
    // The icon is the browser's own wish, and it asks for it when it likes.
    else if (!url.endsWith("favicon.svg")) this.note("request after load", url);
  }

  loading(page) {
    this.settled.delete(page);
  }

  loaded(page) {
    this.settled.add(page);
  }

  note(kind, line) {
    this.seen.push(`${kind}: ${line}`);
  }

  /// Everything seen that this journey did not announce in `allow`.
  complaints() {
    return this.seen.filter((line) => !this.allow.some((pattern) => pattern.test(line)));
  }
}
