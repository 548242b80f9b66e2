import { useProject } from '../ProjectLayout'
import { SchemeEditor } from './SchemeEditor'
import { Versions } from './Versions'
import type { Body } from './editing'

/** The questions of the project: to try, to change, and as they were before. */
export function SchemeTab() {
  const { slug, scheme } = useProject()
  const { version = 1, ...body } = scheme
  return (
    <>
      <SchemeEditor
        // A saved version is a new start: the steps before it belong to the old one.
        key={version}
        slug={slug}
        version={version}
        scheme={body as unknown as Body}
      />
      <Versions slug={slug} current={version} />
    </>
  )
}
