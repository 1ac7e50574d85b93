// antd's locale files are ES modules that TypeScript takes for CommonJS: without this their default export has the wrong type.
declare module 'antd/es/locale/zh_CN.js' {
  const locale: import('antd/es/locale/index.d.ts').Locale;
  export default locale;
}
declare module 'antd/es/locale/en_US.js' {
  const locale: import('antd/es/locale/index.d.ts').Locale;
  export default locale;
}
