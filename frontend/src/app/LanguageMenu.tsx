import { Menu } from '@mantine/core'

import { changeLanguage, currentLanguage, m } from '../i18n'
import { LANGUAGES } from '../i18n/languages'
import { Icon } from '../theme/Icon'
import styles from './app.module.css'

/** Each language under its own name; the globe helps those who read none of the page. */
export function LanguageMenu() {
  const current = currentLanguage()
  return (
    <Menu position="top-start" width={180}>
      <Menu.Target>
        <button
          type="button"
          className={styles.navLink}
          aria-label={m.language.choose(current.name)}
        >
          <Icon name="globe" size={20} />
          <span>{current.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map(({ code, name, direction }) => (
          <Menu.Item
            key={code}
            lang={code}
            dir={direction}
            aria-current={code === current.code || undefined}
            rightSection={code === current.code ? <Icon name="check" size={16} /> : null}
            onClick={() => {
              if (code !== current.code) changeLanguage(code)
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
