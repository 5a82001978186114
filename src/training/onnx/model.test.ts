import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { readConstants } from '../../registry/onnx-constants.ts';
import { type OnnxGraph, writeOnnx } from './model.ts';
import { concat, integer, string } from './protobuf.ts';
import { int64 } from './tensor.ts';

const options = { opset: 18, producer: 'hoofbeats', version: '0' };
const scaling: OnnxGraph = {
  name: 'scaling',
  inputs: [{ name: 'x', type: 'float32', shape: ['batch', 2] }],
  outputs: [{ name: 'y', type: 'float32', shape: ['batch', 2] }],
  nodes: [{ op: 'Mul', inputs: ['x', 'factor'], outputs: ['y'] }],
  constants: new Map([['factor', { data: Float32Array.of(2, -3), shape: [2] }]]),
};

describe('the protobuf writer', () => {
  it('encodes as the protobuf guide shows', () => {
    // https://protobuf.dev/programming-guides/encoding/: field 1 = 150 is 08 96 01; field 2 = "testing".
    expect([...integer(1, 150)]).toEqual([0x08, 0x96, 0x01]);
    expect(Buffer.from(string(2, 'testing')).toString('hex')).toBe('120774657374696e67');
  });

  it('writes negative numbers in ten bytes', () => {
    expect([...integer(1, -1)]).toEqual([0x08, ...Array(9).fill(0xff), 0x01]);
  });
});

describe('writeOnnx', () => {
  it('gives a model that ONNX Runtime runs with any batch size', async () => {
    const session = await InferenceSession.create(writeOnnx(scaling, options), { logSeverityLevel: 4 });
    for (const batch of [1, 3]) {
      const x = Float32Array.from({ length: 2 * batch }, (_, i) => i + 1);
      const { y } = await session.run({ x: new Tensor('float32', x, [batch, 2]) });
      expect([...(y!.data as Float32Array)]).toEqual([...x].map((value, i) => value * (i % 2 === 0 ? 2 : -3)));
    }
    await session.release();
  });

  it('gives the same bytes for the same graph', () => {
    expect(writeOnnx(scaling, options)).toEqual(writeOnnx(scaling, options));
  });

  it('refuses a tensor whose shape does not fit its data', () => {
    const constants = new Map([['factor', { data: Float32Array.of(1), shape: [2] }]]);
    expect(() => writeOnnx({ ...scaling, constants }, options)).toThrow('factor: 1 elements for shape [2]');
  });
});

describe('readConstants', () => {
  it('reads back what was written', () => {
    const constants = new Map([
      ...scaling.constants,
      ['bytes', { data: Int8Array.of(-128, 127), shape: [1, 2] }],
      ['places', { data: Uint16Array.of(0, 65535), shape: [2] }],
      ['long', int64([-1, 2 ** 40])],
    ]);
    const read = readConstants(writeOnnx({ ...scaling, constants }, options));
    expect([...read]).toEqual([...constants]);
  });

  it('fails on a file that is cut short', () => {
    expect(() => readConstants(concat([Uint8Array.of(0x3a)]))).toThrow('ends inside a number');
  });
});
