// SPDX-License-Identifier: Apache-2.0
'use strict';

// The page: counts, failures, a table of cases with filters, coverage, history. Texts of the data only ever become text nodes.
(() => {
  const ROWS = 50;
  const VERDICTS = ['failed', 'crashed', 'timed_out', 'not_run', 'empty', 'passed'];
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = id => document.getElementById(id);
  const words = name => name.replace('_', ' ');
  const plural = (n, word) => `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;

  function element(tag, properties, ...children) {
    const { data: attributes, ...rest } = properties || {};
    const made = Object.assign(document.createElement(tag), rest);
    Object.entries(attributes || {}).forEach(([k, v]) => made.setAttribute(k, v));
    made.append(...children);
    return made;
  }

  function duration(seconds) {
    const whole = Math.round(seconds);
    return whole < 60 ? `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
      : whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s`
      : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
  }

  function command(text) {
    const button = element('button', { type: 'button', textContent: 'copy' });
    button.addEventListener('click', async event => {
      event.stopPropagation();
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'copied';
      } catch {
        getSelection().selectAllChildren(button.previousSibling);
      }
    });
    return element('div', { className: 'copy' }, element('pre', {}, element('code', { textContent: text })), button);
  }

  // ---- The head and the counts.

  function count(verdict) {
    return data.cases.filter(c => c.verdict === verdict).length;
  }

  function showHead() {
    const campaign = data.campaign;
    $('name').textContent = campaign.name;
    $('verdict').textContent = campaign.passes ? 'Passed' : data.buckets.length > 0 ? `Failed: ${plural(data.buckets.length, 'bucket')}` : count('not_run') > 0 ? 'Incomplete' : 'Coverage is missing';
    $('verdict').className = campaign.passes ? 'is-passed' : 'is-failed';
    const parts = [campaign.specification, `seed ${campaign.seed}`, `started ${campaign.started.slice(0, 16).replace('T', ' ')}`];
    if (campaign.seconds !== null) parts.push(duration(campaign.seconds), `${campaign.jobs} at a time`);
    if (campaign.tool) parts.push(`rtlgen ${campaign.tool}`);
    $('run').textContent = parts.join(' · ');
    const tiles = $('tiles');
    tiles.append(tile(data.cases.length, 'cases', ''));
    ['passed', 'failed', 'crashed', 'timed_out', 'not_run', 'empty'].filter(v => count(v) > 0).forEach(v => tiles.append(tile(count(v), words(v), v)));
    const sum = key => data.cases.reduce((all, c) => all + (c[key] || 0), 0);
    tiles.append(fact(sum('vectors').toLocaleString('en'), 'vectors'), fact(sum('compared').toLocaleString('en'), 'values compared'));
  }

  function tile(number, name, verdict) {
    const made = element('button', { type: 'button', className: `tile is-${verdict}`, data: { 'data-verdict': verdict } }, element('b', { textContent: number }), name);
    made.addEventListener('click', () => { $('filters').reset(); fillValues(); $('by-verdict').value = verdict; filter(); $('results').scrollIntoView(); });
    return made;
  }

  function fact(number, name) {
    return element('div', { className: 'tile' }, element('b', { textContent: number }), name);
  }

  // ---- Failures.

  function showBuckets() {
    const list = $('bucket-list');
    if (data.buckets.length === 0) list.append(element('p', { textContent: 'Nothing failed.', className: 'is-passed' }));
    for (const b of data.buckets) {
      const cases = element('button', { type: 'button', textContent: `show ${plural(b.count, 'case')}` });
      cases.addEventListener('click', () => { $('filters').reset(); fillValues(); $('by-bucket').value = b.number; filter(); $('results').scrollIntoView(); });
      const title = element('h3', {}, `${b.number}. ${b.tap} · ${b.module} · ${b.pattern} `);
      if (b.is_new) title.append(element('span', { className: 'badge is-failed', textContent: 'new' }));
      const box = element('article', { className: 'bucket', id: `bucket-${b.number}` }, title,
        element('p', {}, element('b', { textContent: `${plural(b.count, 'case')}; smallest: ` }), element('code', { textContent: b.smallest })),
        element('p', { textContent: b.message }), command(b.command));
      if (b.evidence) box.append(element('details', { open: b.number === 1 }, element('summary', { textContent: 'evidence' }), element('pre', { textContent: b.evidence })));
      // Beside the page as long as it stays in the campaign's folder.
      const beside = b.folder ? [' ', element('a', { href: `${b.folder}/`, textContent: 'case, evidence and waves' })] : [];
      box.append(element('p', {}, cases, ...beside));
      list.append(box);
    }
  }

  // ---- Results.

  let shown = [], limit = ROWS, sort = { by: '', descending: false };

  function options(select, all, values, name = words) {
    select.replaceChildren(element('option', { value: '', textContent: all }), ...values.map(v => element('option', { value: v, textContent: name(`${v}`) })));
  }

  function fillValues() {
    const key = data.keys[$('by-key').value];
    $('by-value').disabled = !key;
    if (key) {
      // The value's index, so that no text can be taken for "any".
      $('by-value').replaceChildren(element('option', { value: '', textContent: 'any' }), ...key.values.map((v, i) => element('option', { value: i, textContent: v })));
    } else {
      options($('by-value'), 'any', []);
    }
  }

  function configuration(c) {
    return data.keys.map((k, i) => [k.name, k.values[c.keys[i]]]).filter(([, value]) => value !== undefined);
  }

  function fillFilters() {
    const distinct = key => [...new Set(data.cases.map(c => c[key]))];
    options($('by-verdict'), 'all', VERDICTS.filter(v => count(v) > 0));
    options($('by-group'), 'all', distinct('group'), g => g);
    options($('by-engine'), 'all', distinct('engine'), e => e);
    options($('by-bucket'), 'all', data.buckets.map(b => b.number));
    $('by-key').replaceChildren(element('option', { value: '', textContent: 'any' }), ...data.keys.map((k, i) => element('option', { value: i, textContent: k.name })));
    fillValues();
    // On the element itself, so that it comes before the form's own.
    $('by-key').addEventListener('input', fillValues);
    $('filters').addEventListener('input', () => { limit = ROWS; filter(); });
    $('filters').addEventListener('submit', event => event.preventDefault());
    // The event 'reset' comes before the fields change: the button does both, so that no row is shown anew after somebody opened one.
    $('filters').querySelector('[type=reset]').addEventListener('click', event => {
      event.preventDefault();
      $('filters').reset();
      fillValues();
      limit = ROWS;
      filter();
    });
    $('more').addEventListener('click', () => { limit += ROWS; showRows(); });
    document.querySelectorAll('#cases th[data-sort]').forEach(th => th.addEventListener('click', () => {
      sort = { by: th.dataset.sort, descending: sort.by === th.dataset.sort && !sort.descending };
      filter();
    }));
  }

  function searchable(c) {
    return c.text ||= [c.id, c.verdict, c.engine, c.flow, c.seed, c.hash, c.message, ...c.details, ...configuration(c).map(([k, v]) => `${k}=${v}`)].join('\n').toLowerCase();
  }

  function filter() {
    const verdict = $('by-verdict').value, group = $('by-group').value, engine = $('by-engine').value, bucket = $('by-bucket').value;
    const key = $('by-key').value, value = $('by-value').value;
    const terms = $('by-text').value.toLowerCase().split(' ').filter(t => t);
    shown = data.cases.filter(c =>
      (!verdict || c.verdict === verdict) && (!group || c.group === group) && (!engine || c.engine === engine)
      && (!bucket || c.bucket === +bucket)
      && (key === '' || (value === '' ? c.keys[key] >= 0 : c.keys[key] === +value))
      && terms.every(t => searchable(c).includes(t)));
    if (sort.by) {
      const rank = c => sort.by === 'verdict' ? VERDICTS.indexOf(c.verdict) : c[sort.by] ?? -1;
      const order = new Intl.Collator('en', { numeric: true });
      shown.sort((a, b) => {
        const x = rank(a), y = rank(b);
        return (sort.descending ? -1 : 1) * (typeof x === 'string' ? order.compare(x, y) : x - y);
      });
    }
    document.querySelectorAll('#cases th[data-sort]').forEach(th => {
      if (th.dataset.sort === sort.by) th.setAttribute('aria-sort', sort.descending ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    });
    showRows();
  }

  function showRows() {
    $('rows').replaceChildren(...shown.slice(0, limit).map(row));
    $('shown').textContent = `${plural(shown.length, 'case')} of ${data.cases.length.toLocaleString('en')}`;
    $('more').hidden = shown.length <= limit;
    $('more').textContent = `show more (${(shown.length - limit).toLocaleString('en')} left)`;
  }

  function row(c) {
    const number = n => element('td', { className: 'number', textContent: n ? n.toLocaleString('en') : '' });
    const made = element('tr', { className: 'case', tabIndex: 0, data: { 'data-id': c.id } },
      element('td', {}, element('code', { textContent: c.id })),
      element('td', { className: `is-${c.verdict}`, textContent: words(c.verdict) + (c.bucket ? ` (${c.bucket})` : '') }),
      element('td', { textContent: c.engine }), element('td', { textContent: c.flow }),
      number(c.vectors), number(c.cycles), element('td', { className: 'number', textContent: c.total ? duration(c.total / 1000) : '' }),
      element('td', { className: 'message', textContent: c.message, title: c.message }));
    const toggle = () => {
      if (made.nextSibling?.classList?.contains('details')) made.nextSibling.remove();
      else made.after(details(c));
    };
    made.addEventListener('click', toggle);
    made.addEventListener('keydown', event => { if (event.key === 'Enter') toggle(); });
    return made;
  }

  function details(c) {
    const cell = element('td', { colSpan: 8 });
    if (c.details.length > 0) cell.append(element('pre', { textContent: c.details.join('\n') }));
    cell.append(command(c.command));
    const spent = data.phases.map((p, i) => [p, c.times[i]]).filter(([, ms]) => ms > 0).map(([p, ms]) => `${p} ${duration(ms / 1000)}`);
    const facts = [`seed ${c.seed}`, c.hash && `configuration ${c.hash.slice(0, 12)}`, ...spent, c.model_was_cached && 'model from the cache'];
    cell.append(element('p', { className: 'soft', textContent: facts.filter(f => f).join(' · ') }));
    const pairs = configuration(c).map(([k, v]) => element('div', {}, element('span', { className: 'soft', textContent: k }), element('code', { textContent: v })));
    cell.append(element('div', { className: 'pairs' }, ...pairs));
    return element('tr', { className: 'details' }, cell);
  }

  // ---- Coverage and history.

  function notes(list, title) {
    if (list.length === 0) return [];
    const rows = list.map(n => element('tr', {}, element('td', {}, element('code', { textContent: n.place })), element('td', { textContent: n.what })));
    return [element('details', {}, element('summary', { textContent: title }), element('div', { className: 'holes' }, element('table', {}, element('tbody', {}, ...rows))))];
  }

  function showCoverage() {
    const list = $('coverage-parts');
    if (data.coverage.length === 0) list.append(element('p', { className: 'soft', textContent: 'Coverage was not measured in this run.' }));
    for (const part of data.coverage) {
      const goal = part.goal === undefined || part.goal === null ? '' : `, goal ${part.goal.toFixed(1)} %${part.meets_goal ? '' : ': missed'}`;
      const bar = element('div', { className: 'bar' }, element('i'));
      bar.firstChild.style.width = `${part.percent}%`;
      const box = element('div', { className: part.meets_goal ? 'part' : 'part missed' },
        element('p', {}, element('b', { textContent: part.name }), `: ${(Math.floor(part.percent * 10) / 10).toFixed(1)} % (${part.reached.toLocaleString('en')} of ${part.total.toLocaleString('en')}${goal})`), bar);
      box.append(...notes(part.holes, plural(part.holes.length, 'hole')), ...notes(part.left_out, `${part.left_out.length.toLocaleString('en')} left out, with reasons`));
      list.append(box);
    }
  }

  function showHistory() {
    const runs = [...data.history].reverse();
    if (runs.length === 0) return;
    const covered = h => Object.entries(h.coverage).map(([name, percent]) => `${name} ${percent.toFixed(1)} %`).join(', ');
    const head = ['run', 'date', 'seed', 'cases', 'passed', 'failed', 'crashed', 'timed out', 'not run', 'time', 'coverage'];
    const rows = runs.map((h, i) => [runs.length - i, h.date.slice(0, 16).replace('T', ' '), h.seed, h.cases, h.passed, h.failed, h.crashed, h.timed_out, h.not_run, duration(h.seconds), covered(h)]);
    $('history').append(element('table', {},
      element('thead', {}, element('tr', {}, ...head.map(h => element('th', { textContent: h })))),
      element('tbody', {}, ...rows.map(r => element('tr', {}, ...r.map(v => element('td', { textContent: v })))))));
  }

  showHead();
  showBuckets();
  fillFilters();
  filter();
  showCoverage();
  showHistory();
  const draw = () => Charts.show(data).then(() => { document.body.dataset.ready = 'true'; });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
})();
