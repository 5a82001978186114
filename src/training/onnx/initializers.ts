export { readOnnxConstants as readInitializers } from '../../registry/onnx-constants.ts';
