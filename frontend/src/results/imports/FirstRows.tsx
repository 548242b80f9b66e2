import type { TableLook } from '../../api/imports'
import { m } from '../../i18n'
import styles from './imports.module.css'
import { textOf } from './reading'

/** The beginning of the table as it stands in the file, under what its columns are read as. */
export function FirstRows({ look, fields }: { look: TableLook; fields: readonly string[] }) {
  const t = m.studio.imports
  return (
    <details className={styles.details}>
      <summary>{t.firstRows}</summary>
      {look.rows.length === 0 && <p>{t.noRows}</p>}
      {/* It scrolls, so it must be reached by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-label={t.firstRows} tabIndex={0}>
        <table className={styles.rows}>
          <thead>
            <tr>
              {look.names.map((name, at) => (
                <th key={name} scope="col">
                  <bdi>{name}</bdi>
                  <span className={styles.small}>{fields[at]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {look.rows.map((row, number) => (
              <tr key={number}>
                {look.names.map((name, at) => (
                  <td key={name} dir="auto">
                    {textOf(row[at])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
