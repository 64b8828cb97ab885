/** The page at `/docs`. Everything in it comes from this service. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>streaming-llm-api</title>
    <link rel="icon" href="docs/favicon-32x32.png" />
    <link rel="stylesheet" href="docs/swagger-ui.css" />
    <style>
      body { margin: 0; }
      #stream { max-width: 1420px; margin: 0 auto; padding: 20px; font-family: sans-serif; color: #3b4151; }
      #stream form { display: flex; gap: 8px; }
      #stream input { flex: 1; padding: 8px; font-size: 14px; }
      #stream button { padding: 8px 20px; font-size: 14px; cursor: pointer; }
      #stream pre { white-space: pre-wrap; background: #f4f5f7; padding: 12px; min-height: 48px; max-height: 320px; overflow: auto; }
    </style>
  </head>
  <body>
    <section id="stream">
      <h2>Watch a stream</h2>
      <p>Swagger UI shows a stream when it is over. Here it is shown as it comes.</p>
      <form>
        <input name="prompt" value="Explain streaming APIs" aria-label="Prompt" />
        <button>Stream</button>
      </form>
      <pre aria-live="polite"></pre>
      <small></small>
    </section>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/docs.js"></script>
  </body>
</html>
`;

/** The page's script; a file of its own, since the security headers allow no script inside of a page. */
export const DOCS_SCRIPT = `
window.ui = SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
});

const section = document.querySelector('#stream');
const output = section.querySelector('pre');
const note = section.querySelector('small');
let running;

section.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  running?.abort();
  const abort = (running = new AbortController());
  output.textContent = note.textContent = '';
  const startedAt = performance.now();
  let chunks = 0;
  let firstAt;
  const show = (data) => {
    if (data === '[DONE]') {
      const ms = Math.round(performance.now() - startedAt);
      note.textContent = chunks + ' chunks, the first after ' + Math.round(firstAt ?? ms) + ' ms, all in ' + ms + ' ms';
      return;
    }
    const { choices, error } = JSON.parse(data);
    if (error) output.textContent += '\\n[' + (error.message ?? error) + ']';
    const text = choices?.[0]?.delta?.content;
    if (!text) return;
    firstAt ??= performance.now() - startedAt;
    chunks++;
    output.textContent += text;
    output.scrollTop = output.scrollHeight;
  };
  try {
    const response = await fetch('v1/chat/completions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify({ prompt: section.querySelector('input').value, stream: true }),
      signal: abort.signal,
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split('\\n');
      rest = lines.pop();
      for (const line of lines) if (line.startsWith('data: ')) show(line.slice(6));
    }
  } catch (error) {
    if (!abort.signal.aborted) note.textContent = String(error);
  }
});
`;
