import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { SchemaForm, type FieldOverrides } from '../../platform/ui-kit/index.ts';

type Props<Schema extends z.ZodObject> = {
  title: string;
  schema: Schema;
  submitLabel: string;
  fields?: FieldOverrides;
  initial?: Partial<z.input<Schema>>;
  /** Above the fields: what will happen, or a choice the fields hang on. */
  children?: ReactNode;
  onSubmit: (value: z.output<Schema>) => Promise<unknown>;
  onClose: () => void;
};

/** A form in a dialog; when it was sent the lists are read anew and the dialog goes. */
export function FormDialog<Schema extends z.ZodObject>(props: Props<Schema>) {
  const client = useQueryClient();
  const { title, schema, submitLabel, fields, initial, children, onSubmit, onClose } = props;
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={640}>
      <div className="kit-stack">
        {children}
        <SchemaForm
          schema={schema}
          {...(fields ? { fields } : {})}
          {...(initial ? { initial } : {})}
          submitLabel={submitLabel}
          onSubmit={async (value) => {
            await onSubmit(value);
            await client.invalidateQueries();
            onClose();
          }}
        />
      </div>
    </Modal>
  );
}
