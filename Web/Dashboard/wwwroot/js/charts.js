// Charts on canvas with the Apache ECharts that the package Vizor.ECharts carries; loaded when the first chart is shown.
const library = '_content/Vizor.ECharts/js/vizor-echarts-bundle-min.js';
// Okabe and Ito's colour-blind-safe colours, light and dark background; lines also differ by dash.
const lightColours = ['#0072b2', '#d55e00', '#00795c', '#9b4f84', '#8a6500', '#3b3f46'];
const darkColours = ['#56b4e9', '#e69f00', '#2cc39a', '#dd9cc2', '#f0e442', '#d7dde3'];
const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 2], [12, 4]];
const longestGap = 5000; // ms; a line across more would claim values that nobody measured
const redrawInterval = 200; // ms; five times a second is fluent for a line that moves by a pixel

let loading;
function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = library;
    script.onload = () => resolve(window.echarts);
    script.onerror = () => { loading = undefined; reject(new Error('The chart library cannot be loaded.')); };
    document.head.append(script);
  });
  return loading;
}

function style() {
  const css = getComputedStyle(document.querySelector('.mud-theme-provider') ?? document.documentElement);
  const get = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || css.getPropertyValue(name).trim();
  const dark = matchesDark();
  return {
    dark,
    text: get('--mud-palette-text-primary') || '#222',
    dim: get('--mud-palette-text-secondary') || '#555',
    line: get('--mud-palette-lines-default') || '#ccc',
    surface: get('--mud-palette-surface') || '#fff',
    error: get('--mud-palette-error') || '#a00',
    warning: get('--mud-palette-warning') || '#850',
    colours: dark ? darkColours : lightColours,
    font: getComputedStyle(document.body).fontFamily,
  };
}

function matchesDark() {
  const surface = getComputedStyle(document.documentElement).getPropertyValue('--mud-palette-surface').trim();
  const probe = document.createElement('canvas').getContext('2d');
  probe.fillStyle = surface || '#fff';
  const value = parseInt(probe.fillStyle.slice(1), 16);
  return ((value >> 16) + ((value >> 8) & 255) + (value & 255)) / 3 < 128;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
const moment = (time, wide) => (wide ? day : clock).format(new Date(time));
const number = value => value === null || value === undefined ? '–' : Number(value).toPrecision(4);

class Chart {
  constructor(echarts, element) {
    this.echarts = echarts;
    this.element = element;
    this.chart = echarts.init(element, null, { renderer: 'canvas' });
    this.observer = new ResizeObserver(() => { this.chart.resize(); this.build?.(); });
    this.observer.observe(element);
  }

  restyle() { requestAnimationFrame(() => this.build()); }

  dispose() {
    this.gone = true;
    this.observer.disconnect();
    this.chart.dispose();
  }
}

class SensorChart extends Chart {
  constructor(echarts, element, callback) {
    super(echarts, element);
    this.callback = callback;
    this.sensors = [];
    this.data = new Map();
    this.range = { loadedFrom: 0, loadedTo: 1, from: 0, to: 1, follow: true };
    this.chart.on('datazoom', () => this.zoomed());
  }

  setSensors(sensors, showLimits) {
    this.sensors = sensors;
    this.showLimits = showLimits;
    for (const name of [...this.data.keys()]) if (!sensors.some(sensor => sensor.name === name)) this.data.delete(name);
    this.build();
  }

  setRange(loadedFrom, loadedTo, from, to, follow) {
    this.range = { loadedFrom, loadedTo, from, to, follow };
    this.draw();
  }

  setData(name, data) {
    const { times, values, minimums, maximums, doubtful } = data;
    this.data.set(name, {
      line: times.map((time, i) => [time, values[i]]),
      band: minimums.length ? times.map((time, i) => [time, minimums[i], maximums[i]]) : [],
      doubtful,
    });
    this.draw();
  }

  push(points) {
    let newest = 0;
    for (const [name, [time, value, good]] of Object.entries(points)) {
      const data = this.data.get(name);
      if (!data || (data.line.length && data.line[data.line.length - 1][0] >= time)) continue;
      const last = data.line[data.line.length - 1];
      if (last && time - last[0] > longestGap) data.line.push([last[0] + 1, null]);
      data.line.push([time, good ? value : null]);
      if (!good) data.doubtful.push([time, value]);
      newest = Math.max(newest, time);
    }
    if (!newest || !this.range.follow) return;
    const length = this.range.to - this.range.from;
    this.range = { ...this.range, to: newest, from: newest - length, loadedTo: newest, loadedFrom: newest - length };
    for (const data of this.data.values()) trim(data, this.range.from);
    this.drawSoon();
  }

  zoomed() {
    clearTimeout(this.zoomTimer);
    this.range.follow = false;
    this.zoomTimer = setTimeout(() => {
      const zoom = this.chart.getOption().dataZoom[0];
      if (!this.gone) this.callback.invokeMethodAsync('RangeChanged', zoom.startValue, zoom.endValue);
    }, 300);
  }

  drawSoon() {
    if (this.due || document.hidden) return;
    this.due = setTimeout(() => { this.due = undefined; if (!this.gone) this.draw(); }, redrawInterval);
  }

  units() { return [...new Set(this.sensors.map(sensor => sensor.unit))]; }

  // Grids, axes and series; drawn anew when sensors, size or colours change.
  build() {
    const look = style();
    const units = this.units();
    const narrow = this.element.clientWidth < 600;
    const legend = narrow ? 22 * Math.ceil(this.sensors.length / 2) + 8 : 34;
    const height = (this.element.clientHeight - legend - 34) / Math.max(1, units.length);
    const axisText = { color: look.dim, fontSize: narrow ? 11 : 13, fontFamily: look.font };
    this.chart.setOption({
      animation: false,
      textStyle: { fontFamily: look.font },
      grid: units.map((_, i) => ({ left: narrow ? 44 : 64, right: narrow ? 12 : 84, top: legend + i * height + 18, height: Math.max(30, height - 36) })),
      legend: {
        top: 2, left: 'center', itemWidth: 28, textStyle: { ...axisText, color: look.text }, selectedMode: false,
        data: this.sensors.map(sensor => sensor.name),
        formatter: name => narrow ? name : `${name}  ${this.sensors.find(sensor => sensor.name === name)?.title ?? ''}`,
      },
      tooltip: {
        trigger: 'axis', backgroundColor: look.surface, borderColor: look.line, textStyle: { color: look.text, fontFamily: look.font },
        formatter: items => this.describe(items), confine: true, transitionDuration: 0,
      },
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: look.dim } },
      xAxis: units.map((_, i) => ({
        type: 'time', gridIndex: i, axisLine: { lineStyle: { color: look.line } }, splitLine: { show: true, lineStyle: { color: look.line, opacity: 0.6 } },
        axisLabel: { ...axisText, show: i === units.length - 1, hideOverlap: true }, axisTick: { show: i === units.length - 1 },
      })),
      yAxis: units.map((unit, i) => ({
        type: 'value', gridIndex: i, scale: true, name: unit, nameTextStyle: { ...axisText, align: 'right' }, nameGap: 8,
        axisLabel: { ...axisText, hideOverlap: true, showMinLabel: false, showMaxLabel: false }, splitLine: { lineStyle: { color: look.line, opacity: 0.6 } },
        min: extent => this.bound(unit, extent, Math.min), max: extent => this.bound(unit, extent, Math.max),
      })),
      dataZoom: [{ type: 'inside', xAxisIndex: units.map((_, i) => i), filterMode: 'none', minValueSpan: 1000, zoomOnMouseWheel: true, moveOnMouseMove: true }],
      series: this.series(look, units, narrow),
    }, { notMerge: true });
    this.draw();
  }

  series(look, units, narrow) {
    return this.sensors.flatMap((sensor, i) => {
      const at = { xAxisIndex: units.indexOf(sensor.unit), yAxisIndex: units.indexOf(sensor.unit) };
      const colour = look.colours[i % look.colours.length];
      const alone = this.sensors.filter(other => other.unit === sensor.unit).length === 1;
      const limits = this.showLimits && alone ? sensor.limits : [];
      return [
        {
          ...at, id: `${sensor.name}.line`, name: sensor.name, type: 'line', symbol: 'none', z: 3, sampling: 'lttb', data: [],
          itemStyle: { color: colour }, lineStyle: { color: colour, width: 2, type: dashes[i % dashes.length] },
          markLine: {
            silent: true, symbol: 'none', animation: false,
            label: { position: narrow ? 'insideEndTop' : 'end', color: look.text, fontSize: 12, fontFamily: look.font, formatter: item => item.name },
            data: limits.map(limit => ({
              name: limit.name, yAxis: limit.value,
              // Inside a narrow chart neighbouring lines are labelled at opposite ends, so that the labels do not overlap.
              ...(narrow && !limit.urgent ? { label: { position: 'insideStartTop' } } : {}),
              lineStyle: { color: limit.urgent ? look.error : look.warning, type: limit.urgent ? 'solid' : 'dashed', width: 1.5 },
            })),
          },
        },
        {
          ...at, id: `${sensor.name}.band`, name: `${sensor.name} range`, type: 'custom', silent: true, z: 2, data: [],
          renderItem: (parameters, api) => this.bandShape(sensor.name, parameters, api, colour), encode: { x: 0, y: [] },
        },
        {
          ...at, id: `${sensor.name}.doubtful`, name: `${sensor.name} not good`, type: 'scatter', z: 5, data: [], silent: true,
          symbol: 'path://M0,0L10,10M10,0L0,10', symbolSize: 9, itemStyle: { color: 'none', borderColor: look.error, borderWidth: 2 },
        },
      ];
    });
  }

  // The whole min–max band as one polygon: one shape instead of one per bucket.
  bandShape(name, parameters, api, colour) {
    const band = this.data.get(name)?.band ?? [];
    if (parameters.dataIndex !== 0 || band.length < 2) return null;
    const points = [];
    for (const [time, , high] of band) if (high !== null) points.push(api.coord([time, high]));
    for (let i = band.length - 1; i >= 0; i--) if (band[i][1] !== null) points.push(api.coord([band[i][0], band[i][1]]));
    const { x, y, width, height } = parameters.coordSys;
    return { type: 'polygon', shape: { points }, style: { fill: colour, opacity: 0.22 }, clipPath: { type: 'rect', shape: { x, y, width, height } } };
  }

  bound(unit, extent, pick) {
    const sensors = this.sensors.filter(sensor => sensor.unit === unit);
    let low = Number.isFinite(extent.min) ? extent.min : 0, high = Number.isFinite(extent.max) ? extent.max : 1;
    for (const sensor of sensors) for (const [time, minimum, maximum] of this.data.get(sensor.name)?.band ?? []) {
      if (time < this.range.from || time > this.range.to) continue;
      if (minimum !== null) low = Math.min(low, minimum);
      if (maximum !== null) high = Math.max(high, maximum);
    }
    if (this.showLimits && sensors.length === 1) for (const limit of sensors[0].limits) { low = Math.min(low, limit.value); high = Math.max(high, limit.value); }
    const margin = (high - low || Math.abs(high) || 1) * 0.05;
    const value = pick === Math.min ? low - margin : high + margin;
    const digits = 10 ** Math.ceil(2 - Math.log10(high - low || 1));
    return pick === Math.min ? Math.floor(value * digits) / digits : Math.ceil(value * digits) / digits;
  }

  draw() {
    if (!this.sensors.length) { this.chart.clear(); return; }
    const { loadedFrom, loadedTo, from, to } = this.range;
    this.chart.setOption({
      xAxis: this.units().map(() => ({ min: loadedFrom, max: loadedTo })),
      dataZoom: [{ startValue: from, endValue: to, disabled: false }],
      series: this.sensors.flatMap(sensor => {
        const data = this.data.get(sensor.name);
        return [
          { id: `${sensor.name}.line`, data: data?.line ?? [] },
          { id: `${sensor.name}.band`, data: data?.band.length ? [[data.band[0][0]]] : [] },
          { id: `${sensor.name}.doubtful`, data: data?.doubtful ?? [] },
        ];
      }),
    }, { lazyUpdate: true });
  }

  describe(items) {
    if (!items.length) return '';
    const wide = this.range.to - this.range.from > 36 * 3600e3;
    const rows = items.filter(item => item.seriesId.endsWith('.line')).map(item => {
      const sensor = this.sensors.find(candidate => candidate.name === item.seriesName);
      const bucket = this.data.get(item.seriesName)?.band[item.dataIndex];
      const spread = bucket ? ` (${number(bucket[1])} … ${number(bucket[2])})` : '';
      return `${item.marker}${item.seriesName} <b>${number(item.value[1])}</b> ${sensor?.unit ?? ''}${spread}`;
    });
    return [moment(items[0].axisValue, wide), ...rows].join('<br>');
  }
}

function trim(data, from) {
  const before = data.line.findIndex(point => point[0] >= from);
  if (before > 50) data.line.splice(0, before - 1); // in steps, since each splice copies the rest
  while (data.doubtful.length && data.doubtful[0][0] < from) data.doubtful.shift();
}

// Condition of the components over time: a step line per component over its recorded levels.
class ConditionChart extends Chart {
  setHistory(components, from, to) {
    this.history = { components, from, to };
    this.build();
  }

  build() {
    if (!this.history) return;
    const look = style();
    const { components, from, to } = this.history;
    const narrow = this.element.clientWidth < 600;
    const height = (this.element.clientHeight - 30) / components.length;
    const text = { color: look.dim, fontSize: narrow ? 11 : 13, fontFamily: look.font };
    this.chart.setOption({
      animation: false,
      textStyle: { fontFamily: look.font },
      title: components.map((component, i) => ({ text: component.title, left: 0, top: i * height, textStyle: { ...text, color: look.text, fontWeight: 600 } })),
      grid: components.map((_, i) => ({ left: narrow ? 66 : 92, right: 14, top: i * height + 26, height: height - 40 })),
      tooltip: {
        trigger: 'axis', confine: true, backgroundColor: look.surface, borderColor: look.line, textStyle: { color: look.text }, transitionDuration: 0,
        formatter: items => [moment(items[0].axisValue, to - from > 36 * 3600e3), ...items.map(item =>
          `${components[item.seriesIndex].title} <b>${components[item.seriesIndex].levels[item.value[1]]}</b>, probability ${Math.round(item.value[2] * 100)} %`)].join('<br>'),
      },
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: look.dim } },
      xAxis: components.map((_, i) => ({
        type: 'time', gridIndex: i, min: from, max: to, axisLine: { lineStyle: { color: look.line } },
        axisLabel: { ...text, show: i === components.length - 1, hideOverlap: true }, axisTick: { show: i === components.length - 1 }, splitLine: { show: true, lineStyle: { color: look.line, opacity: 0.6 } },
      })),
      yAxis: components.map((component, i) => ({
        type: 'value', gridIndex: i, min: -0.3, max: component.levels.length - 0.7, interval: 1, inverse: true, splitLine: { show: false },
        axisLabel: { ...text, customValues: component.levels.map((_, level) => level), formatter: value => component.levels[value] ?? '' },
        axisTick: { customValues: component.levels.map((_, level) => level) }, axisLine: { show: true, lineStyle: { color: look.line } },
      })),
      series: components.map((component, i) => ({
        type: 'line', step: 'end', xAxisIndex: i, yAxisIndex: i, showSymbol: false, data: component.points,
        itemStyle: { color: look.colours[0] }, lineStyle: { width: 2.5, color: look.colours[0] }, areaStyle: { color: look.colours[0], opacity: 0.15, origin: 'start' },
      })),
    }, { notMerge: true });
  }
}

export async function createSensorChart(element, callback) { return new SensorChart(await load(), element, callback); }
export async function createConditionChart(element) { return new ConditionChart(await load(), element); }
