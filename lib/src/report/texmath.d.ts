declare module "markdown-it-texmath" {
  export default function texmath(markdown: object, options: { engine: object; delimiters: string }): void;
}
