import { Modal } from 'antd';
import { kitWords } from '../kit-words.ts';
import { useWords } from './language.ts';
import { useBoundShortcuts, useShortcuts } from './shortcuts.ts';

/** The keys that work on the page now; `?` opens it. */
export function ShortcutHelp({ open, onOpen, onClose }: { open: boolean; onOpen: () => void; onClose: () => void }) {
  const t = useWords(kitWords);
  useShortcuts([{ key: '?', label: t('shortcutHelp'), run: onOpen }]);
  const bound = useBoundShortcuts();
  return (
    <Modal open={open} title={t('shortcuts')} footer={null} destroyOnHidden onCancel={onClose}>
      <dl className="kit-keys">
        {bound.map((shortcut) => (
          <div key={`${shortcut.key} ${shortcut.label}`}>
            <dt>
              <kbd>{shortcut.key}</kbd>
            </dt>
            <dd>{shortcut.label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
