// SPDX-License-Identifier: Apache-2.0
'use strict';

// The page's charts: Vega-Lite specifications over the campaign's data, in the colours of the style sheet.
const Charts = (() => {
  const VERDICTS = ['passed', 'failed', 'crashed', 'timed_out', 'empty', 'not_run'];
  let views = [];

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const words = name => name.replace('_', ' ');

  function look() {
    const front = colour('front'), line = colour('line');
    return {
      background: 'transparent',
      font: 'system-ui, "DejaVu Sans", sans-serif',
      view: { stroke: null },
      axis: { labelColor: front, titleColor: front, gridColor: line, domainColor: line, tickColor: line, titleFontWeight: 'normal', labelLimit: 200 },
      legend: { labelColor: front, titleColor: front, orient: 'bottom', title: null },
      bar: { cursor: 'default' },
    };
  }

  const verdictScale = () => ({ domain: VERDICTS.map(words), range: VERDICTS.map(colour) });

  // Height of a chart with a bar a group.
  const bars = data => 26 * new Set(data.cases.map(c => c.group)).size;

  // Cases by group and verdict, stacked.
  function groups(data) {
    const values = data.cases.map(c => ({ group: c.group, verdict: words(c.verdict), order: VERDICTS.indexOf(c.verdict) }));
    return {
      data: { values }, mark: 'bar', width: 'container', height: bars(data),
      encoding: {
        y: { field: 'group', type: 'nominal', title: null, sort: null },
        x: { aggregate: 'count', title: 'cases', axis: { tickMinStep: 1, format: 'd' } },
        color: { field: 'verdict', scale: verdictScale(), type: 'nominal' },
        order: { field: 'order', type: 'quantitative' },
        tooltip: [{ field: 'group' }, { field: 'verdict' }, { aggregate: 'count', title: 'cases' }],
      },
    };
  }

  // Seconds by group and phase, stacked.
  function split(data) {
    const sums = new Map();
    for (const c of data.cases) {
      c.times.forEach((ms, i) => {
        const key = JSON.stringify([c.group, i]);
        sums.set(key, (sums.get(key) || 0) + ms / 1000);
      });
    }
    const values = [...sums].map(([key, seconds]) => {
      const [group, phase] = JSON.parse(key);
      return { group, phase: data.phases[phase], order: phase, seconds };
    }).filter(v => v.seconds > 0.0005);
    return {
      data: { values }, mark: 'bar', width: 'container', height: bars(data),
      encoding: {
        y: { field: 'group', type: 'nominal', title: null, sort: null },
        x: { field: 'seconds', type: 'quantitative', aggregate: 'sum', title: 'seconds' },
        color: { field: 'phase', type: 'nominal', sort: data.phases, scale: { domain: data.phases, scheme: 'tableau10' }, legend: { columns: 4 } },
        order: { field: 'order', type: 'quantitative' },
        tooltip: [{ field: 'group' }, { field: 'phase' }, { field: 'seconds', aggregate: 'sum', format: '.2f' }],
      },
    };
  }

  // How many cases took how long.
  function times(data) {
    const values = data.cases.filter(c => c.total > 0).map(c => ({ seconds: c.total / 1000, verdict: words(c.verdict) }));
    return {
      data: { values }, mark: 'bar', width: 'container', height: 180,
      encoding: {
        x: { field: 'seconds', type: 'quantitative', bin: { maxbins: 30 }, title: 'seconds' },
        y: { aggregate: 'count', title: 'cases', axis: { tickMinStep: 1, format: 'd' } },
        color: { field: 'verdict', type: 'nominal', scale: verdictScale(), legend: null },
        tooltip: [{ field: 'seconds', bin: { maxbins: 30 } }, { field: 'verdict' }, { aggregate: 'count', title: 'cases' }],
      },
    };
  }

  // What did not pass, run by run. Runs stand at equal distances: several may fall on one day, and then none for weeks.
  function trend(data) {
    const kinds = ['failed', 'crashed', 'timed_out', 'not_run'];
    const values = data.history.flatMap((h, i) => kinds.map(k => ({
      run: i + 1, date: h.date.slice(0, 16).replace('T', ' '), kind: words(k), cases: h[k], of: h.cases,
    })));
    return {
      data: { values }, mark: { type: 'line', point: true }, width: 'container', height: 180,
      encoding: {
        x: { field: 'run', type: 'ordinal', title: 'run', axis: { labelAngle: 0, labelOverlap: true } },
        y: { field: 'cases', type: 'quantitative', title: 'cases', axis: { tickMinStep: 1, format: 'd' } },
        color: { field: 'kind', type: 'nominal', scale: { domain: kinds.map(words), range: kinds.map(colour) } },
        tooltip: [{ field: 'date' }, { field: 'kind' }, { field: 'cases' }, { field: 'of' }],
      },
    };
  }

  function draw(id, specification) {
    const place = document.getElementById(id);
    place.replaceChildren();
    if (specification.data.values.length === 0) {
      place.textContent = 'nothing to show';
      return;
    }
    const compiled = vegaLite.compile(specification, { config: look() }).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: 'svg', container: place, hover: true });
    views.push(view);
    return view.runAsync();
  }

  // Draws all of them; again when the scheme of colours changes.
  function show(data) {
    views.forEach(v => v.finalize());
    views = [];
    return Promise.all([
      draw('chart-groups', groups(data)),
      draw('chart-split', split(data)),
      draw('chart-times', times(data)),
      draw('chart-trend', trend(data)),
    ]);
  }

  return { show };
})();
