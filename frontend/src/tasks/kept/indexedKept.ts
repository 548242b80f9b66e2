/** IndexedDB as a `Kept`: no limit of 5 MB, and nothing is written while a frame waits. */
import type { Kept } from './kept'

const STORE = 'kept'
/** A browser that does not answer within this time, milliseconds, is taken to refuse. */
const PATIENCE = 4000

function ended<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result)
    }
    request.onerror = () => {
      reject(request.error ?? new Error('The browser refused to open its store.'))
    }
  })
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => {
      reject(transaction.error ?? new Error('The browser did not keep what it was given.'))
    }
    transaction.oncomplete = () => {
      resolve()
    }
    transaction.onabort = refuse
    transaction.onerror = refuse
  })
}

function inTime<Result>(promise: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('The browser does not answer.'))
    }, PATIENCE)
    void promise.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}

/** All names from `prefix` on that begin with it. */
const within = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`)

export function indexedKept(name: string, factory: IDBFactory | undefined): Kept {
  let opened: Promise<IDBDatabase> | null = null

  const open = () => {
    if (!factory) return Promise.reject(new Error('This browser has no store.'))
    opened ??= inTime(
      (async () => {
        const request = factory.open(name, 1)
        request.onupgradeneeded = () => {
          request.result.createObjectStore(STORE)
        }
        const database = await ended(request)
        // Another tab that removes the store, or the browser itself: opened anew at the next use.
        const forget = () => {
          opened = null
        }
        database.onclose = forget
        database.onversionchange = () => {
          database.close()
          forget()
        }
        return database
      })(),
    )
    opened.catch(() => {
      opened = null
    })
    return opened
  }

  return {
    async read(prefix) {
      const database = await open()
      const store = database.transaction(STORE).objectStore(STORE)
      const [keys, values] = await inTime(
        Promise.all([ended(store.getAllKeys(within(prefix))), ended(store.getAll(within(prefix)))]),
      )
      return keys.map((key, index): [string, unknown] => [String(key), values[index]])
    },
    async write(changes) {
      const database = await open()
      const transaction = database.transaction(STORE, 'readwrite')
      const store = transaction.objectStore(STORE)
      for (const change of changes) {
        if (change.act === 'put') store.put(change.value, change.key)
        else store.delete(change.act === 'drop' ? change.key : within(change.prefix))
      }
      await inTime(done(transaction))
    },
    close() {
      const closing = opened
      opened = null
      closing?.then(
        (database) => {
          database.close()
        },
        () => undefined,
      )
    },
  }
}
