/** The only place that speaks HTTP: session cookie, CSRF header, one kind of error. */

export class ApiError extends Error {
  readonly status: number
  readonly extra: Record<string, unknown>

  constructor(status: number, message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.extra = extra
  }
}

/** The request never reached the server, or no answer came back. */
export class NetworkError extends Error {
  constructor() {
    super('The server cannot be reached.')
    this.name = 'NetworkError'
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>

interface RequestOptions {
  query?: Query
  body?: unknown
  signal?: AbortSignal
  keepalive?: boolean
}

export function csrfToken(): string {
  const match = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)
  return match?.[1] ? decodeURIComponent(match[1]) : ''
}

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  if (!text) return path
  return path + (path.includes('?') ? '&' : '?') + text
}

/** Reads the server's {message, extra}; anything else (a proxy's page, say) becomes a plain sentence. */
export function errorFromBody(status: number, text: string): ApiError {
  try {
    const body: unknown = JSON.parse(text)
    if (body !== null && typeof body === 'object' && 'message' in body) {
      const { message, extra } = body as { message: unknown; extra?: Record<string, unknown> }
      return new ApiError(status, String(message), extra ?? {})
    }
  } catch {
    // Not JSON: fall through to the plain sentence.
  }
  return new ApiError(status, `The server answered with status ${String(status)}.`)
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-CSRFToken'] = csrfToken()
  const form = options.body instanceof FormData
  if (options.body !== undefined && !form) headers['Content-Type'] = 'application/json'
  try {
    return await fetch(withQuery(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      signal: options.signal ?? null,
      keepalive: options.keepalive ?? false,
      ...(options.body === undefined
        ? {}
        : { body: form ? (options.body as FormData) : JSON.stringify(options.body) }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NetworkError()
  }
}

/** Resolves to the JSON body, or null where the server answers 204. */
export async function request<Result>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: RequestOptions = {},
): Promise<Result> {
  const response = await send(method, path, options)
  const text = response.status === 204 ? '' : await response.text()
  if (!response.ok) throw errorFromBody(response.status, text)
  return (text ? JSON.parse(text) : null) as Result
}

/** Upload with progress, which fetch cannot report. Aborts when the signal does. */
export function uploadFile<Result>(
  path: string,
  file: File,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', path)
    xhr.setRequestHeader('X-CSRFToken', csrfToken())
    xhr.setRequestHeader('Accept', 'application/json')
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    xhr.onerror = () => {
      reject(new NetworkError())
    }
    xhr.onabort = () => {
      reject(new DOMException('Upload stopped', 'AbortError'))
    }
    xhr.onload = () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText) as Result)
      else reject(errorFromBody(xhr.status, xhr.responseText))
    }
    signal?.addEventListener('abort', () => {
      xhr.abort()
    })
    const form = new FormData()
    form.append('file', file)
    xhr.send(form)
  })
}
