import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import type { ReactNode } from 'react';
import { useLanguage } from './language.ts';
import { giveNonceToStyles, pageNonce } from './style-nonce.ts';
import { theme } from './theme.ts';

const nonce = pageNonce();
if (nonce !== undefined) giveNonceToStyles(nonce);

/** Theme, language and content security policy for everything drawn with antd. */
export function KitProvider({ children }: { children: ReactNode }) {
  const [language] = useLanguage();
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
