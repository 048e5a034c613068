/** Above the figures of a period: which one, compared or not, and what they are filtered by. */
import type { FiguresAnswer } from '@edgewise/edge/read-figures';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { queryOf } from '../api.ts';
import { day } from '../format.ts';
import { setQuery } from '../location.ts';
import { dimensionName, valueName } from '../names.ts';
import {
  FACETS,
  type Facet,
  filters,
  freshen,
  isCompared,
  isFacet,
  PERIODS,
  period,
  setFilter,
  shownWindow,
} from '../period.ts';
import { type Site, sitePath } from '../site.ts';
import { t } from '../words.ts';
import { Choice, Select, Toolbar } from './field.tsx';
import { Icon } from './icon.tsx';
import { useAnswer } from './loaded.tsx';

export function PeriodBar({ site, children }: { site: Site; children?: ComponentChildren }) {
  const { from, to } = shownWindow.value;
  useEffect(freshen, []);
  return (
    <>
      <Toolbar>
        <Choice
          label={t('period.label')}
          value={period.value}
          options={PERIODS.map((value) => ({ value, label: t(`period.${value}`) }))}
          onChoose={(value) => {
            freshen();
            setQuery({ period: value });
          }}
        />
        <Choice
          label={t('period.comparison')}
          value={isCompared.value ? 'before' : 'none'}
          options={[
            { value: 'before', label: t('period.compared') },
            { value: 'none', label: t('period.alone') },
          ]}
          onChoose={(value) => setQuery({ compare: value === 'none' ? 'none' : undefined })}
        />
        <AddFilter site={site} />
        {children}
      </Toolbar>
      {filters.value.length > 0 && (
        <Toolbar>
          {filters.value.map(([facet, value]) => (
            <button key={facet} type="button" class="chip" onClick={() => setFilter(facet, undefined)}>
              <span class="muted">{dimensionName(facet)}</span> {valueName(facet, value)}
              <Icon name="close" />
              <span class="hidden">{t('filter.remove')}</span>
            </button>
          ))}
        </Toolbar>
      )}
      <p class="window muted">{t('period.window', { from: day(from), to: day(to), zone: site.time_zone })}</p>
    </>
  );
}

/** First the dimension, then one of the values that it had in the period. */
function AddFilter({ site }: { site: Site }) {
  const [facet, setFacet] = useState<Facet>();
  const { answer } = useAnswer<FiguresAnswer>(
    facet && sitePath(site.id, `/insight/figures${queryOf({ ...shownWindow.value, by: facet })}`),
  );
  const values = (facet && answer?.by) || [];
  return (
    <>
      <Select
        label={t('filter.dimension')}
        value={facet ?? ''}
        options={[
          { value: '', label: t('filter.add') },
          ...FACETS.map((value) => ({ value, label: dimensionName(value) })),
        ]}
        onChoose={(value) => setFacet(isFacet(value) ? value : undefined)}
      />
      {facet && (
        <Select
          label={t('filter.value', { dimension: dimensionName(facet) })}
          value=""
          options={[
            { value: '', label: values.length > 0 ? t('filter.choose') : t('filter.none') },
            ...values.map(({ value }) => ({ value, label: valueName(facet, value) })),
          ]}
          onChoose={(value) => {
            if (value === '') return;
            setFilter(facet, value);
            setFacet(undefined);
          }}
        />
      )}
    </>
  );
}
