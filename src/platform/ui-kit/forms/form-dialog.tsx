import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { SchemaForm } from './schema-form.tsx';
import type { FieldOverrides } from './schema-fields.ts';

export interface FormDialogProps<Schema extends z.ZodObject> {
  title: string;
  schema: Schema;
  fields?: FieldOverrides;
  initial?: Partial<z.input<Schema>>;
  /** What the button says where it is not "save". */
  submitLabel?: string;
  /** Stands above the fields: a note, an upload, a choice the schema does not know. */
  above?: ReactNode;
  onSubmit: (value: z.output<Schema>) => Promise<unknown>;
  onClose: () => void;
}

/** A form of a schema in a dialog; after it was sent everything shown is read again. */
export function FormDialog<Schema extends z.ZodObject>(props: FormDialogProps<Schema>) {
  const t = useWords(kitWords);
  const client = useQueryClient();
  const { title, above, submitLabel = t('save'), onSubmit, onClose, ...form } = props;
  return (
    <Modal open title={title} footer={null} width={680} onCancel={onClose}>
      <div className="kit-stack">
        {above}
        <SchemaForm
          {...form}
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
