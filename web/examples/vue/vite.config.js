import vue from '@vitejs/plugin-vue';

// Vue would look for a component of its own by that name.
const isCustomElement = (tag) => tag.startsWith('tr-');

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
