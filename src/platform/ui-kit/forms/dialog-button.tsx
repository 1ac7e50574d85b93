import { Button } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Allowed } from '../shell/session.tsx';
import type { Permission } from '../shell/session.tsx';

type Props = {
  permission: Permission;
  label: string;
  /** The one act the page is for. */
  primary?: boolean;
  /** What stands open after the button was pressed, until it closes itself. */
  children: (close: () => void) => ReactNode;
};

/** A button for those who may, and the dialog behind it. */
export function DialogButton({ permission, label, primary = false, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Allowed permission={permission}>
      <Button type={primary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? children(() => setOpen(false)) : null}
    </Allowed>
  );
}
