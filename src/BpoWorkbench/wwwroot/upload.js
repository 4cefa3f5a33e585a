// One file by XMLHttpRequest, because fetch does not tell how much has been sent.
export function attach(box, host, url, maxSize) {
  const input = box.querySelector("input[type=file]");
  let request = null;

  const choose = () => send(input.files[0]);
  const over = e => { e.preventDefault(); box.classList.add("over"); };
  const leave = () => box.classList.remove("over");
  const drop = e => { e.preventDefault(); leave(); if (!request) send(e.dataTransfer.files[0]); };
  input.addEventListener("change", choose);
  box.addEventListener("dragover", over);
  box.addEventListener("dragleave", leave);
  box.addEventListener("drop", drop);
  // Chosen while this script was still on its way.
  if (input.files.length > 0) choose();

  async function send(file) {
    input.value = "";
    if (!file) return;
    if (file.size > maxSize) return host.invokeMethodAsync("Failed", "size");
    await host.invokeMethodAsync("Started", file.name);
    request = new XMLHttpRequest();
    let shown = 0;
    request.upload.onprogress = e => {
      const percent = Math.floor(e.loaded * 100 / e.total);
      if (percent >= shown + 2 || percent === 100 && shown !== 100) host.invokeMethodAsync("Moved", shown = percent);
    };
    request.onload = finish;
    request.onerror = () => fail("network");
    request.onabort = () => fail("cancelled");
    const form = new FormData();
    form.append("file", file);
    try {
      const { token } = await (await fetch("/antiforgery")).json();
      request.open("POST", url);
      request.setRequestHeader("RequestVerificationToken", token);
      request.send(form);
    } catch {
      fail("network");
    }
  }

  function finish() {
    const { status, responseText } = request;
    let answer = null;
    try { answer = JSON.parse(responseText); } catch { /* not JSON: the status says enough */ }
    if (status >= 200 && status < 300) {
      request = null;
      host.invokeMethodAsync("Uploaded", answer);
    } else {
      fail(status === 413 ? "size" : answer?.detail ?? answer?.title ?? "network");
    }
  }

  function fail(reason) {
    request = null;
    host.invokeMethodAsync("Failed", reason);
  }

  return {
    cancel: () => request?.abort(),
    stop: () => {
      input.removeEventListener("change", choose);
      box.removeEventListener("dragover", over);
      box.removeEventListener("dragleave", leave);
      box.removeEventListener("drop", drop);
      if (request) { request.onabort = null; request.abort(); }
    },
  };
}
