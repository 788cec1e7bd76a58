// Runs a model in ONNX Runtime Web (WebAssembly): node run_web.mjs FOLDER MODEL IN OUT SHAPE, for check_engines.py.
// FOLDER holds node_modules/onnxruntime-web; IN holds images one after the other, of SHAPE each; OUT gets their logits.
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {resolve} from "node:path";

const [folder, model, from, to, shape] = process.argv.slice(2);
const ort = createRequire(resolve(folder, "package.json"))("onnxruntime-web");
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(readFileSync(model), {executionProviders: ["wasm"]});
const bytes = readFileSync(from);
const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const dimensions = JSON.parse(shape);
const each = dimensions.reduce((a, b) => a * b);
const logits = [];
for (let i = 0; i < values.length; i += each) {
    const result = await session.run({[session.inputNames[0]]: new ort.Tensor("float32", values.slice(i, i + each), dimensions)});
    logits.push(...result[session.outputNames[0]].data);
}
writeFileSync(to, new Uint8Array(new Float32Array(logits).buffer));
