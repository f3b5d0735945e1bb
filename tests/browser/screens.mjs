// Every screen of the app, and how a person gets there. One row is one picture in four looks.

export const ALL = [
  { name: "start", reach: async () => {} },
];
