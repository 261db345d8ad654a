// The way in which the best-known web playground computes: a graph of objects, one sample after
// the other, one link after the other.  Told on each line how many epochs to train, it says on one
// line which losses it has come to.  Usage: node playground.js FILE.json
"use strict";

const { readFileSync } = require("fs");
const { createInterface } = require("readline");

class Link {
  constructor(source, target) {
    this.source = source;
    this.target = target;
    this.weight = Math.random() - 0.5;
    this.slopes = 0;
  }
}

class Unit {
  constructor() {
    this.bias = 0.1;
    this.inputs = [];
    this.outputs = [];
    this.total = 0;
    this.output = 0;
    this.slope = 0;
    this.slopes = 0;
    this.count = 0;
  }

  forward() {
    this.total = this.bias;
    for (const link of this.inputs) this.total += link.weight * link.source.output;
    this.output = Math.tanh(this.total);
  }

  // `arriving` is the slope of the loss by the output of this unit.
  backward(arriving) {
    this.slope = arriving * (1 - this.output * this.output);
    this.slopes += this.slope;
    this.count += 1;
    for (const link of this.inputs) link.slopes += this.slope * link.source.output;
  }

  update(rate) {
    if (this.count === 0) return;
    const step = rate / this.count;
    this.bias -= step * this.slopes;
    for (const link of this.inputs) {
      link.weight -= step * link.slopes;
      link.slopes = 0;
    }
    this.slopes = 0;
    this.count = 0;
  }
}

class Network {
  constructor(sizes) {
    this.layers = sizes.map((size) => Array.from({ length: size }, () => new Unit()));
    for (let i = 1; i < this.layers.length; i++)
      for (const target of this.layers[i])
        for (const source of this.layers[i - 1]) {
          const link = new Link(source, target);
          source.outputs.push(link);
          target.inputs.push(link);
        }
  }

  forward(point) {
    this.layers[0].forEach((unit, i) => (unit.output = point[i]));
    for (let i = 1; i < this.layers.length; i++)
      for (const unit of this.layers[i]) unit.forward();
    return this.layers[this.layers.length - 1][0].output;
  }

  backward(target) {
    const last = this.layers.length - 1;
    this.layers[last][0].backward(this.layers[last][0].output - target);
    for (let i = last - 1; i > 0; i--)
      for (const unit of this.layers[i]) {
        let arriving = 0;
        for (const link of unit.outputs) arriving += link.weight * link.target.slope;
        unit.backward(arriving);
      }
  }

  update(rate) {
    for (let i = 1; i < this.layers.length; i++)
      for (const unit of this.layers[i]) unit.update(rate);
  }

  loss(samples) {
    let sum = 0;
    for (const { point, target } of samples) sum += 0.5 * (this.forward(point) - target) ** 2;
    return sum / samples.length;
  }
}

const { sizes, train, test, batch, rate } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const network = new Network(sizes);

function epoch() {
  train.forEach(({ point, target }, i) => {
    network.forward(point);
    network.backward(target);
    if ((i + 1) % batch === 0) network.update(rate);
  });
  return [network.loss(train), network.loss(test)];
}

createInterface({ input: process.stdin }).on("line", (line) => {
  let losses = [];
  for (let k = Number(line); k > 0; k--) losses = epoch();
  process.stdout.write(JSON.stringify(losses) + "\n");
});
