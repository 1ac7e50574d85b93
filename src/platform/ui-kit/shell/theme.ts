import type { ThemeConfig } from 'antd';
import { colours, fontFamily } from './tokens.ts';

/** The antd theme: its default gold, green, red and placeholder grey do not reach AA contrast, so every one is replaced. */
export const theme: ThemeConfig = {
  hashed: false,
  token: {
    fontFamily,
    fontSize: 14,
    lineHeight: 1.6,
    borderRadius: 3,
    motion: false,
    boxShadow: 'none',
    boxShadowSecondary: '0 2px 8px rgba(27, 33, 40, 0.18)',
    colorPrimary: colours.blue,
    colorInfo: colours.blue,
    colorLink: colours.blue,
    colorSuccess: colours.blue,
    colorWarning: colours.mark,
    colorError: colours.alarm,
    colorText: colours.ink,
    colorTextSecondary: colours.inkQuiet,
    colorTextTertiary: colours.inkFaint,
    colorTextQuaternary: colours.inkFaint,
    colorTextDescription: colours.inkQuiet,
    colorTextPlaceholder: colours.inkFaint,
    colorTextDisabled: colours.inkFaint,
    colorBorder: colours.edge,
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.ground,
    controlItemBgActive: colours.groundChosen,
  },
  components: {
    Layout: { headerBg: colours.ground, siderBg: colours.groundQuiet, headerHeight: 52, headerPadding: '0 16px' },
    Menu: { itemBg: colours.groundQuiet, subMenuItemBg: colours.groundQuiet, itemHeight: 36, itemBorderRadius: 3 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
};
