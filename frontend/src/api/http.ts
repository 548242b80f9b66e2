/** The only place that speaks HTTP: session cookie, CSRF header, one kind of error. */
import createClient from 'openapi-fetch'

import type { paths } from './schema'

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

export function csrfToken(): string {
  const match = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)
  return match?.[1] ? decodeURIComponent(match[1]) : ''
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The server refuses with {message, extra}. A conflict may send what it keeps instead, which then
 * is the extra; anything else (a proxy's page, say) becomes a plain sentence.
 */
export function errorFrom(status: number, body: unknown): ApiError {
  if (isObject(body) && typeof body['message'] === 'string') {
    return new ApiError(status, body['message'], isObject(body['extra']) ? body['extra'] : {})
  }
  const message = `The server answered with status ${String(status)}.`
  return new ApiError(status, message, isObject(body) ? body : {})
}

const client = createClient<paths>({
  baseUrl: typeof window === 'undefined' ? '' : window.location.origin,
  credentials: 'same-origin',
  headers: { Accept: 'application/json' },
  // Asked for at each call, so that a test can put its own in place.
  fetch: (request) => fetch(request),
})

client.use({
  onRequest({ request }) {
    if (request.method !== 'GET') request.headers.set('X-CSRFToken', csrfToken())
    return request
  },
})

export { client }

interface Answered<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The body of a good answer (null where there is none), or the error that the page shows. */
export async function unwrap<Data>(call: Promise<Answered<Data>>): Promise<Data> {
  let answered: Answered<Data>
  try {
    answered = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NetworkError()
  }
  const { data, error, response } = answered
  if (!response.ok) throw errorFrom(response.status, error)
  return (data ?? null) as Data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Upload with progress, which fetch cannot report. Stops when the signal does. */
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
      const body = parsed(xhr.responseText)
      if (xhr.status >= 200 && xhr.status < 300) resolve(body as Result)
      else reject(errorFrom(xhr.status, body))
    }
    signal?.addEventListener('abort', () => {
      xhr.abort()
    })
    const form = new FormData()
    form.append('file', file)
    xhr.send(form)
  })
}
