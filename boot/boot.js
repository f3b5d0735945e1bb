// Starts the app, and says in plain words why where it cannot. Everything here works without wasm.

// Trunk signs the two files of the app where it announces them; both signatures are compared.
const place = document.getElementById("boot");
const bindings = document.querySelector("link[rel=modulepreload]");
const wasm = document.querySelector("link[rel=preload][as=fetch]");

function explain(title, advice, cause) {
  place.setAttribute("role", "alert");
  place.textContent = `${title}\n${advice}` + (cause ? `\n\n(${cause})` : "");
}

// The smallest module there is; a policy without 'wasm-unsafe-eval' refuses even this.
function wasmRefusal() {
  if (typeof WebAssembly !== "object") return "missing";
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    return null;
  } catch (fault) {
    return String(fault.message ?? fault);
  }
}

// While it comes, where the server calls it what it is.
function compiled(answer) {
  const streams = WebAssembly.compileStreaming && answer.headers.get("Content-Type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(answer) : answer.arrayBuffer().then(WebAssembly.compile);
}

// The wasm is compiled once: the worker gets it as it is.
async function lend(module) {
  const there = await window.desirePathWorker?.ready(module, bindings.href);
  document.documentElement.dataset.worker = there ? "ready" : "none";
}

async function start() {
  if (window.desirePathRescue?.safe) {
    // It failed three times: the recovery screen is shown instead.
    place.remove();
    return;
  }
  const refusal = wasmRefusal();
  if (refusal === "missing") {
    explain("This browser has no WebAssembly.",
      "Desire Path computes with it. A browser of the last five years will do; some keep it switched off in their strictest mode.");
    return;
  }
  if (refusal) {
    explain("This page is not allowed to run WebAssembly.",
      "The Content-Security-Policy of the server (or of the page around this one) must contain script-src 'self' 'wasm-unsafe-eval'.",
      refusal);
    return;
  }
  try {
    const app = await import(bindings.href);
    const module = await compiled(await fetch(wasm.href, { integrity: wasm.integrity }));
    await app.default({ module_or_path: module });
    place.remove();
    lend(module);
  } catch (fault) {
    explain("Desire Path could not start.",
      "Please reload the page. If that does not help, the files on the server may be incomplete: they must all come from the same build.",
      String(fault?.message ?? fault));
    throw fault;
  }
}

start();
